"""Walking from one body-worn sensor: bouts, contacts, feet, strides, parameters."""
