"""WTForms classes: what a page accepts, field by field."""
