"""The doors that clients come in by, one folder per channel, and the limits that hold for all of them."""
