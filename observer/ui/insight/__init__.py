"""What a study answers: gap, findings, seams, people, pictures and trust."""
