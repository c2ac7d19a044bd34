-- The first schema. Released steps are frozen: a change is a new step.
-- Dates are ISO text; valid_from is the first day in force, valid_to the first day no longer in force.

create table meta (
  key text primary key not null,
  value text not null
) strict, without rowid;

create table op (
  id integer primary key,
  at text not null,
  operator text not null,
  command text not null,
  title text not null,
  kind text not null check (kind in ('do', 'undo', 'redo')),
  target integer references op (id),
  undoable integer not null check (undoable in (0, 1)),
  check ((kind = 'do') = (target is null))
) strict;
create index op_target on op (target, id) where target is not null;
create index op_at on op (at);

create table change (
  seq integer primary key,
  op integer not null references op (id),
  tbl text not null,
  row integer not null,
  old text,
  new text
) strict;
create index change_op on change (op);
create index change_row on change (tbl, row, seq);
-- What happened to the patrollers and files of one patrol, also to those no longer there.
create index change_patrol_part on change (coalesce(new, old) ->> '$.patrol_id', op)
  where tbl in ('attachment', 'patrol_person');

create table setting (
  id integer primary key,
  key text not null unique,
  value text not null
) strict;

create table operator (
  id integer primary key,
  name text not null unique,
  desk text not null,
  grid_id integer references grid (id),
  active integer not null check (active in (0, 1))
) strict;

create table grid (
  id integer primary key,
  level text not null
) strict;

create table grid_version (
  id integer primary key,
  grid_id integer not null references grid (id),
  valid_from text not null,
  valid_to text,
  parent_id integer references grid (id),
  name text not null,
  kind text not null,
  stat_code text not null,
  civil_code text not null,
  aliases text not null,
  no_farmland integer not null check (no_farmland in (0, 1)),
  annex2_order integer,
  document text not null,
  search text not null,
  check (valid_to is null or valid_from < valid_to)
) strict;
create index grid_version_grid on grid_version (grid_id, valid_from);
create index grid_version_parent on grid_version (parent_id);

create table focus (
  id integer primary key,
  grid_id integer not null references grid (id),
  year integer not null,
  text text not null,
  unique (grid_id, year)
) strict;

create table unit (
  id integer primary key,
  kind text not null,
  name text not null,
  full_name text not null,
  aliases text not null,
  grid_id integer references grid (id),
  assessed_by_default integer not null check (assessed_by_default in (0, 1)),
  search text not null
) strict;
create index unit_grid on unit (grid_id);

create table person (
  id integer primary key,
  name text not null,
  phone text not null,
  office_phone text not null,
  note text not null,
  search text not null
) strict;
create index person_name on person (name);

create table post (
  id integer primary key,
  unit_id integer not null references unit (id),
  title text not null,
  single_holder integer not null check (single_holder in (0, 1)),
  ordinal integer not null,
  valid_from text not null,
  valid_to text,
  check (valid_to is null or valid_from < valid_to)
) strict;
create index post_unit on post (unit_id, ordinal);

create table incumbency (
  id integer primary key,
  post_id integer not null references post (id),
  person_id integer not null references person (id),
  valid_from text not null,
  valid_to text,
  document text not null,
  check (valid_to is null or valid_from < valid_to)
) strict;
create index incumbency_post on incumbency (post_id, valid_from);
create index incumbency_person on incumbency (person_id, valid_from);

create table duty (
  id integer primary key,
  grid_id integer not null references grid (id),
  role text not null,
  post_id integer references post (id),
  person_id integer references person (id),
  title text not null,
  valid_from text not null,
  valid_to text,
  document text not null,
  check ((post_id is null) <> (person_id is null)),
  check (valid_to is null or valid_from < valid_to)
) strict;
create index duty_grid on duty (grid_id, role, valid_from);
create index duty_post on duty (post_id) where post_id is not null;
create index duty_person on duty (person_id) where person_id is not null;

create table charge (
  id integer primary key,
  duty_id integer not null references duty (id),
  grid_id integer not null references grid (id),
  valid_from text not null,
  valid_to text,
  document text not null,
  check (valid_to is null or valid_from < valid_to)
) strict;
create index charge_duty on charge (duty_id);
create index charge_grid on charge (grid_id, valid_from);

create table pairing (
  id integer primary key,
  overseer_duty_id integer not null references duty (id),
  supervisor_duty_id integer not null references duty (id),
  grid_id integer references grid (id),
  valid_from text not null,
  valid_to text,
  check (valid_to is null or valid_from < valid_to)
) strict;
create index pairing_overseer on pairing (overseer_duty_id);
create index pairing_supervisor on pairing (supervisor_duty_id);

create table patrol (
  id integer primary key,
  date text not null,
  start text,
  end text,
  kind text not null,
  grid_id integer not null references grid (id),
  group_id integer references grid (id),
  way text not null,
  finding text not null,
  found text not null,
  action text not null,
  weather text not null,
  note text not null,
  recorded_on text not null,
  recorded_by text not null
) strict;
-- Answers any filter but person and text from the index alone, in the order of the ledger.
create index patrol_ledger on patrol (date, id, kind, finding, grid_id);
create index patrol_grid on patrol (grid_id, date, id, kind, finding);
create index patrol_group on patrol (group_id, date, id) where group_id is not null;

create table patrol_person (
  id integer primary key,
  patrol_id integer not null references patrol (id) on delete cascade,
  person_id integer not null references person (id),
  ordinal integer not null,
  unique (patrol_id, person_id)
) strict;
create index patrol_person_person on patrol_person (person_id, patrol_id);

create table attachment (
  id integer primary key,
  patrol_id integer not null references patrol (id) on delete cascade,
  digest text not null,
  name text not null,
  size integer not null,
  ordinal integer not null
) strict;
create index attachment_patrol on attachment (patrol_id, ordinal);

create table assessment (
  id integer primary key,
  year integer not null unique,
  scheme text not null,
  step integer not null,
  stage text not null,
  opened_on text not null,
  frozen_on text,
  confirmed_on text,
  confirmed_document text not null
) strict;

create table assessment_object (
  id integer primary key,
  assessment_id integer not null references assessment (id) on delete cascade,
  kind text not null,
  name text not null,
  grid_id integer references grid (id),
  unit_id integer references unit (id),
  ordinal integer not null,
  included integer not null check (included in (0, 1)),
  check ((grid_id is null) <> (unit_id is null))
) strict;
create index assessment_object_assessment on assessment_object (assessment_id, ordinal);

create table score (
  id integer primary key,
  object_id integer not null references assessment_object (id) on delete cascade,
  item text not null,
  tenths integer,
  reason text not null,
  unique (object_id, item)
) strict;

create table correction (
  id integer primary key,
  object_id integer not null references assessment_object (id),
  number integer not null,
  item text not null,
  old_tenths integer,
  old_reason text not null,
  new_tenths integer,
  new_reason text not null,
  reason text not null,
  document text not null,
  corrected_on text not null,
  unique (object_id, number)
) strict;
