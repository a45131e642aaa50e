-- Wages of occupations by area, pay bands that rest on them, and titles that two paths share.

-- One row: what the figures of `wage` are.
create table wage_release (
    id integer primary key check (id = 1),
    source text not null references source (slug),
    currency text not null,
    period text not null,
    nation text not null
) strict;

create table area (
    -- ISO 3166: US, US-CA.
    code text primary key,
    position integer not null unique,
    name text not null
) strict;

create table occupation (
    -- Standard Occupational Classification (2018): 15-1252.
    soc text primary key,
    title text not null
) strict;

-- What the release leaves out is null.
create table wage (
    soc text not null references occupation (soc),
    area text not null references area (code),
    employment integer,
    mean integer,
    p10 integer,
    p25 integer,
    median integer,
    p75 integer,
    p90 integer,
    primary key (soc, area)
) strict, without rowid;

alter table source add column abbreviation text;
alter table path add column shared_titles text not null default '[]' check (json_valid(shared_titles));
-- The occupation and percentiles of which a band is made; null where the content states the figures.
alter table level add column wage_soc text references occupation (soc);
alter table level add column wage_from text;
alter table level add column wage_to text;
alter table level add column lower_because text;
