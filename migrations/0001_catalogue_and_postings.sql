-- The record of everything. Lists that nothing refers into (titles, duties, places) are JSON arrays;
-- whatever refers to something else is a row with a foreign key. Dates are ISO 8601 text.

-- "CPTH": by this a database of ours is told from another program's.
pragma application_id = 1129337928;

-- One row: what the rest of the database holds.
create table meta (
    id integer primary key check (id = 1),
    -- Raised by every change of content or postings; a running site watches it.
    content_version integer not null,
    -- Digest of the content files that were loaded last; null while none were.
    content_fingerprint text
) strict;

insert into meta (id, content_version, content_fingerprint) values (1, 0, null);

create table source (
    slug text primary key,
    position integer not null unique,
    kind text not null,
    publisher text not null,
    title text not null,
    release text not null,
    url text,
    licence text not null,
    note text
) strict;

create table category (
    slug text primary key,
    position integer not null unique,
    name text not null,
    summary text not null,
    line integer not null check (line between 1 and 16)
) strict;

create table skill (
    slug text primary key,
    name text not null,
    kind text not null,
    aliases text not null check (json_valid(aliases)),
    description text not null
) strict;

create table path (
    slug text primary key,
    position integer not null unique,
    category text not null references category (slug),
    name text not null,
    tagline text not null,
    soc text not null check (json_valid(soc)),
    job_titles text not null check (json_valid(job_titles)),
    sources text not null check (json_valid(sources)),
    reviewed text not null,
    verbatim text
) strict;

create table level (
    path text not null references path (slug),
    -- 0 is the lowest rung.
    position integer not null,
    stage text not null check (stage in ('entry', 'mid', 'senior', 'lead')),
    label text,
    titles text not null check (json_valid(titles)),
    years_min integer not null,
    years_max integer check (years_max >= years_min),
    pay_min integer not null check (pay_min > 0),
    pay_max integer check (pay_max >= pay_min),
    pay_open_top integer not null check (pay_open_top in (0, 1)),
    pay_currency text not null,
    pay_period text not null,
    pay_source text not null references source (slug),
    pay_basis text not null,
    pay_place text not null,
    summary text not null,
    responsibilities text not null check (json_valid(responsibilities)),
    focus text not null,
    advance text,
    primary key (path, position)
) strict, without rowid;

create table requirement (
    path text not null,
    level integer not null,
    position integer not null,
    need text not null check (need in ('all', 'any')),
    label text,
    proficiency text not null,
    essential integer not null check (essential in (0, 1)),
    primary key (path, level, position),
    foreign key (path, level) references level (path, position)
) strict, without rowid;

create table requirement_skill (
    path text not null,
    level integer not null,
    requirement integer not null,
    position integer not null,
    skill text not null references skill (slug),
    primary key (path, level, requirement, position),
    foreign key (path, level, requirement) references requirement (path, level, position)
) strict, without rowid;

create table faq (
    path text not null references path (slug),
    position integer not null,
    topic text not null,
    question text not null,
    answer text not null,
    primary key (path, position)
) strict, without rowid;

-- No foreign key to the catalogue: reloading that replaces every path, and must not touch postings.
create table posting (
    -- Never used again, since it stands in URLs.
    id integer primary key autoincrement,
    source text not null,
    board text not null,
    native_id text not null,
    title text not null,
    company text not null,
    company_slug text not null,
    places text not null check (json_valid(places)),
    work_mode text,
    employment_type text,
    posted_on text,
    posted_approximate integer not null default 0 check (posted_approximate in (0, 1)),
    excerpt text not null,
    apply_url text,
    listed_under text,
    -- Where it stands, with what matching said; made anew whenever the catalogue changes.
    path text,
    stage text check (stage in ('entry', 'mid', 'senior', 'lead')),
    reasons text not null default '[]' check (json_valid(reasons)),
    views integer not null default 0 check (views >= 0),
    unique (source, board, native_id)
) strict;

create index posting_by_date on posting (posted_on desc, id);
create index posting_by_company on posting (company_slug, posted_on desc, id);
create index posting_by_path on posting (path, posted_on desc, id);
create index posting_by_listing on posting (listed_under, posted_on desc, id) where listed_under is not null;
