"""What somebody asked by link meets: the plan, their answer, and all they can do afterwards."""
