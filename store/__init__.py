"""The CRM itself: classes, records, permissions, changes. The only package that knows SQL."""
