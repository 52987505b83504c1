"""The patient's sheet: patient-safe values in; PDF, HTML and plain text out."""
