"""Tests of what people receive."""
