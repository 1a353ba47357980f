"""The pages of the staff: the queue, one contract under review, and the moves that are theirs."""
