-- Postings from feeds: what they state, how they live, what they name, and the boards they come from.

alter table meta add column imports integer not null default 0;
-- Raised when the catalogue is replaced; postings matched under an older one are matched anew.
alter table meta add column generation integer not null default 0;

drop index posting_by_date;
drop index posting_by_company;
drop index posting_by_path;
drop index posting_by_listing;

-- A day or an instant with its offset, as stated.
alter table posting rename column posted_on to posted_at;
alter table posting add column posted_on text generated always as (substr(posted_at, 1, 10)) virtual;
alter table posting add column pay text not null default '[]' check (json_valid(pay));
alter table posting add column valid_through text;
-- The same as an instant in UTC, by which it is closed.
alter table posting add column expires_at text;
alter table posting add column url text;
-- Slugs of skills that the advert names; `posting_skill` holds the same the other way round.
alter table posting add column skills text not null default '[]' check (json_valid(skills));
alter table posting add column first_seen text not null default '';
-- When an answer of its board last held it.
alter table posting add column last_seen text not null default '';
-- When a complete answer of its board first lacked it; null while it is there.
alter table posting add column missing_since text;
alter table posting add column closed_at text;
-- Of everything its source said of it, by which a change is noticed.
alter table posting add column digest integer not null default 0;
-- Of employer, title and text: postings that share it and a place are one opening published twice.
alter table posting add column twin integer;
-- The posting that is shown for it; null where it is shown itself.
alter table posting add column duplicate_of integer references posting (id);
-- Places of its duplicates that it does not name itself.
alter table posting add column also_places text not null default '[]' check (json_valid(also_places));
-- Number of the import that last held it.
alter table posting add column import integer not null default 0;
-- Of the catalogue under which it was matched.
alter table posting add column generation integer not null default 0;

update posting set first_seen = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'),
                   last_seen = strftime('%Y-%m-%dT%H:%M:%SZ', 'now');

-- Lists show open postings, each opening once; every index for them says so. The columns of its
-- condition stand in it too, without which counting would read the rows.
create index posting_by_date on posting (posted_on desc, id, closed_at, duplicate_of)
    where closed_at is null and duplicate_of is null;
create index posting_by_company on posting (company_slug, posted_on desc, id, closed_at, duplicate_of)
    where closed_at is null and duplicate_of is null;
create index posting_by_rung on posting (path, stage, posted_on desc, id, closed_at, duplicate_of)
    where closed_at is null and duplicate_of is null and path is not null;
create index posting_by_listing on posting (listed_under, posted_on desc, id)
    where closed_at is null and duplicate_of is null and listed_under is not null;
create index posting_by_expiry on posting (expires_at) where closed_at is null and expires_at is not null;
create index posting_by_twin on posting (twin) where closed_at is null and twin is not null;

-- The whole advert, apart, so that lists and counts read none of it.
create table advert (
    posting integer primary key references posting (id),
    html text not null
) strict;

create table posting_skill (
    skill text not null,
    posting integer not null references posting (id),
    primary key (skill, posting)
) strict, without rowid;

-- A board that is fetched, what its employer allows, and how the last fetches went.
create table board (
    source text not null,
    board text not null,
    company text,
    may_index integer not null check (may_index in (0, 1)),
    may_mark_up integer not null check (may_mark_up in (0, 1)),
    attribution text,
    -- Of the last answer, for conditional requests.
    etag text,
    last_modified text,
    polled_at text,
    -- When it last answered, unchanged or not.
    answered_at text,
    -- Why the last fetch failed; null after one that did not.
    failure text,
    primary key (source, board)
) strict, without rowid;
