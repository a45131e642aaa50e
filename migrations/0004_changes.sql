-- What an index of postings beside the database needs to follow it.

-- Tells this database from every other, so that an index is never taken for another one's.
alter table meta add column identity text not null default '';
update meta set identity = lower(hex(randomblob(16)));
-- Raised by every transaction that changes what can be searched for.
alter table meta add column change integer not null default 1;

-- The number of the last such change of a posting.
alter table posting add column change integer not null default 1;
create index posting_by_change on posting (change);

-- Lists by path, company and skill come from the index of postings now, and cost every import no more.
drop index posting_by_company;
drop index posting_by_rung;
drop table posting_skill;

-- What a sitemap names is told without reading the rows.
drop index posting_by_date;
create index posting_by_date on posting (posted_on desc, id, closed_at, duplicate_of, source)
    where closed_at is null and duplicate_of is null;
