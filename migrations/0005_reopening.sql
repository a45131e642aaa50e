-- A clock that was ahead closes postings at a time that is still to come; by this they are found once it is right.
create index posting_by_closing on posting (closed_at) where closed_at is not null;
