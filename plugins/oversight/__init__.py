"""Supervision of social organisations: ingest, draw, publish, render. Importable without Airflow."""
