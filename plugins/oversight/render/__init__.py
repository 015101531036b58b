"""What people receive: check lists, extracts, receipts, the report of a release: files in Chinese."""
