"""What is asked right after a task and after the sit-in, and what it comes to."""
