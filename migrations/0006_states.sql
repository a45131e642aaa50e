-- How many postings are in which state, told to whoever watches the site, without reading a million rows.
create index posting_by_state on posting (closed_at is null, missing_since is null, duplicate_of is null);
