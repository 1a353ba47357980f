"""Pages of hotseats: of the run, of one hotseat, of its team, and the guest's by link."""
