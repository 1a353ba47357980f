"""One email now and then, instead of many: what somebody owes, and what others owe them."""
