-- 问题 and what was done about them. What the steps have made of a problem (state … merged_into) stands in its row too,
-- written by the same operation as the step, so that a ledger of many years is filtered along an index.

create table problem (
  id integer primary key,
  number text not null unique,
  found_on text not null,
  found_at text,
  source text not null,
  kind text not null,
  behaviours text not null,
  grid_id integer not null references grid (id),
  group_id integer references grid (id),
  plot text not null,
  spot text not null,
  lon integer,
  lat integer,
  land text,
  area integer,
  found_by text not null,
  description text not null,
  urgent integer not null,
  patrol_id integer references patrol (id),
  tip_id integer,
  clue_id integer,
  document text not null,
  note text not null,
  recorded_on text not null,
  recorded_by text not null,
  state text not null,
  over integer not null,
  due_on text,
  due_stage text,
  due_unit text,
  paused_on text,
  supervised integer not null,
  with_grid_id integer references grid (id),
  with_unit_id integer references unit (id),
  closed_on text,
  rectified integer not null,
  merged_into integer references problem (id),
  check ((lon is null) = (lat is null)),
  check ((due_on is null) = (due_stage is null)),
  check (paused_on is null or due_on is not null),
  check ((closed_on is not null) = (state = 'closed')),
  check ((merged_into is not null) = (state = 'merged')),
  check (over = (state in ('closed', 'merged'))),
  check (area is null or rectified <= area)
) strict;
-- Answers any filter but person and text from the index alone, in the order of the ledger.
create index problem_ledger on problem
  (found_on, id, state, over, kind, source, grid_id, due_on, paused_on, supervised, closed_on, urgent, rectified, area);
create index problem_grid on problem
  (grid_id, found_on, id, state, over, kind, source, due_on, paused_on, supervised, closed_on, urgent, rectified, area);
create index problem_open on problem
  (found_on, id, state, kind, source, grid_id, due_on, paused_on, supervised) where over = 0;
create index problem_group on problem (group_id, found_on, id) where group_id is not null;
create index problem_with on problem (with_grid_id, found_on, id, over) where with_grid_id is not null;
create index problem_unit on problem (with_unit_id, found_on, id, over) where with_unit_id is not null;
create index problem_patrol on problem (patrol_id) where patrol_id is not null;
create index problem_tip on problem (tip_id) where tip_id is not null;
create index problem_clue on problem (clue_id) where clue_id is not null;
create index problem_merged on problem (merged_into) where merged_into is not null;

-- 发现人, in the order they sign.
create table problem_person (
  id integer primary key,
  problem_id integer not null references problem (id) on delete cascade,
  person_id integer not null references person (id),
  ordinal integer not null,
  unique (problem_id, person_id)
) strict;
create index problem_person_person on problem_person (person_id, problem_id);

-- 当事人.
create table problem_concerned (
  id integer primary key,
  problem_id integer not null references problem (id) on delete cascade,
  ordinal integer not null,
  name text not null,
  part text not null,
  phone text not null
) strict;
create index problem_concerned_problem on problem_concerned (problem_id, ordinal);

-- Steps are added and never rewritten. `state` … `due_stage`: as they were after the step.
create table problem_step (
  id integer primary key,
  problem_id integer not null references problem (id) on delete cascade,
  ordinal integer not null,
  happened_on text not null,
  happened_at text,
  act text not null,
  result text,
  way text not null,
  reason text not null,
  urgent integer not null,
  to_grid_id integer references grid (id),
  unit_id integer references unit (id),
  due_given text,
  area integer,
  approver_id integer references person (id),
  into_id integer references problem (id),
  text text not null,
  document text not null,
  state text not null,
  due_on text,
  due_stage text,
  recorded_on text not null,
  recorded_by text not null,
  unique (problem_id, ordinal)
) strict;
create index problem_step_day on problem_step (happened_on, act, problem_id);

-- 经办人, in the order they sign.
create table step_person (
  id integer primary key,
  step_id integer not null references problem_step (id) on delete cascade,
  person_id integer not null references person (id),
  ordinal integer not null,
  unique (step_id, person_id)
) strict;
create index step_person_person on step_person (person_id, step_id);

-- 抄告: the levels that a 越级 report skipped.
create table step_informed (
  id integer primary key,
  step_id integer not null references problem_step (id) on delete cascade,
  problem_id integer not null references problem (id) on delete cascade,
  grid_id integer not null references grid (id),
  unique (step_id, grid_id)
) strict;
create index step_informed_grid on step_informed (grid_id, problem_id);

-- 办理时限 that the district has set; without days the stage has none from that day on.
create table step_limit (
  id integer primary key,
  stage text not null,
  valid_from text not null,
  days integer,
  unit text,
  unique (stage, valid_from),
  check ((days is null) = (unit is null))
) strict;
