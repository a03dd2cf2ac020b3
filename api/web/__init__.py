"""The door for browsers: the pages of the web app, which calls the other doors."""
