"""What leaves a study in writing and what is brought into it: data, reports, annotations."""
