"""Softphones set themselves up: a QR code that leads to a file with the account."""
