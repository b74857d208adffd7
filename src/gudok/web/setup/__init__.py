"""Queues, numbers, staff, trunks: what an administrator sets up."""
