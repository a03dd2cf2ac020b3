"""The playground: REST and GraphQL tried in the browser, with an account and customers of one's own."""
