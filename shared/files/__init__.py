"""Files that people hand in: received, judged by their content, stored, and handed out again.

A service that uses it has a model made of `shared.files.models.StoredFile`, names in UPLOAD_PATHS
where files arrive, and sweeps its store (shared.files.sweeping). See docs/files.md.
"""
