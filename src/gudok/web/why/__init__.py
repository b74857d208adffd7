"""Every reason code in words, Russian and English."""
