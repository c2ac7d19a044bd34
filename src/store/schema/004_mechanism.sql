-- 机制台账: 网格划分报备, 职责文件, 领导小组, 目标责任书, and the scans kept with them.

create table filing_deadline (
  id integer primary key,
  year integer not null unique,
  due_on text not null,
  basis text not null
) strict;

-- Several filings of one grid and year are a filing and its 补报; all are kept.
create table filing (
  id integer primary key,
  grid_id integer not null references grid (id),
  year integer not null,
  filed_on text not null,
  receiver text not null,
  document text not null,
  note text not null
) strict;
create index filing_year on filing (year, grid_id, filed_on);
create index filing_grid on filing (grid_id);

create table duty_document (
  id integer primary key,
  kind text not null,
  unit_id integer references unit (id),
  grid_id integer references grid (id),
  title text not null,
  number text not null,
  levels text not null,
  roles text not null,
  valid_from text not null,
  valid_to text,
  note text not null,
  check ((unit_id is null) <> (grid_id is null)),
  check (valid_to is null or valid_from < valid_to)
) strict;
create index duty_document_unit on duty_document (unit_id) where unit_id is not null;
create index duty_document_grid on duty_document (grid_id) where grid_id is not null;

create table leading_group (
  id integer primary key,
  grid_id integer not null references grid (id),
  name text not null,
  document text not null,
  valid_from text not null,
  valid_to text,
  note text not null,
  check (valid_to is null or valid_from < valid_to)
) strict;
create index leading_group_grid on leading_group (grid_id, valid_from);

create table leading_member (
  id integer primary key,
  group_id integer not null references leading_group (id) on delete cascade,
  part text not null,
  post_id integer references post (id),
  person_id integer references person (id),
  title text not null,
  valid_from text not null,
  valid_to text,
  ordinal integer not null,
  check ((post_id is null) <> (person_id is null)),
  check (valid_to is null or valid_from < valid_to)
) strict;
create index leading_member_group on leading_member (group_id, ordinal);
create index leading_member_post on leading_member (post_id) where post_id is not null;
create index leading_member_person on leading_member (person_id) where person_id is not null;

-- The lower side is the grid; the upper one is the grid above it on the day of signing. Areas are hundredths of a 亩.
create table pledge (
  id integer primary key,
  year integer not null,
  grid_id integer not null references grid (id),
  signed_on text,
  upper_post_id integer references post (id),
  upper_person_id integer references person (id),
  post_id integer references post (id),
  person_id integer references person (id),
  farmland integer check (farmland >= 0),
  permanent integer check (permanent >= 0),
  document text not null,
  note text not null
) strict;
create index pledge_year on pledge (year, grid_id);
create index pledge_grid on pledge (grid_id);
create index pledge_upper_post on pledge (upper_post_id) where upper_post_id is not null;
create index pledge_upper_person on pledge (upper_person_id) where upper_person_id is not null;
create index pledge_post on pledge (post_id) where post_id is not null;
create index pledge_person on pledge (person_id) where person_id is not null;

-- The record may be of several tables; the commands see to it that it exists and takes its scans along.
create table scan (
  id integer primary key,
  owner text not null,
  owner_id integer not null,
  digest text not null,
  name text not null,
  size integer not null,
  ordinal integer not null
) strict;
create index scan_owner on scan (owner, owner_id, ordinal);
create index scan_digest on scan (digest);
