-- 卫星图斑: batches, the files they came in, the clues with their answers, who checked them, and what was sent back.

create table clue_batch (
  id integer primary key,
  name text not null unique,
  month text not null,
  received_on text not null,
  sender text not null,
  document text not null,
  due_on text not null,
  note text not null,
  recorded_on text not null,
  recorded_by text not null
) strict;
create index clue_batch_month on clue_batch (month, id);

-- A file that was taken is known by its digest, so that it is not taken twice.
create table clue_source (
  id integer primary key,
  batch_id integer not null references clue_batch (id) on delete cascade,
  digest text not null unique,
  name text not null,
  taken_on text not null
) strict;
create index clue_source_batch on clue_source (batch_id);

-- Areas are hundredths of a square metre, coordinates ten-millionths of a degree (CGCS2000).
create table clue (
  id integer primary key,
  batch_id integer not null references clue_batch (id) on delete cascade,
  ordinal integer not null,
  number text not null,
  kind text not null,
  area integer check (area > 0),
  lon integer,
  lat integer,
  outline text not null,
  town text not null,
  village text not null,
  code text not null,
  class_before text not null,
  class_after text not null,
  imaged text not null,
  description text not null,
  grid_id integer references grid (id),
  assigned_on text,
  state text not null,
  category text,
  sub text not null,
  flags text not null,
  patrol_found integer,
  answered_on text,
  by_name text not null,
  paper text not null,
  paper_on text,
  sent_to text not null,
  sent_on text,
  answer text not null,
  answered_by text not null,
  problem_id integer references problem (id),
  confirmed_on text,
  confirmed_by text not null,
  unique (batch_id, number),
  check ((lon is null) = (lat is null)),
  check ((category is null) = (answered_on is null)),
  check ((grid_id is null) = (state = 'unassigned'))
) strict;
create index clue_ledger on clue (batch_id, ordinal);
create index clue_board on clue (batch_id, grid_id, state, category);
create index clue_grid on clue (grid_id, answered_on) where grid_id is not null;
create index clue_problem on clue (problem_id) where problem_id is not null;

create table clue_person (
  id integer primary key,
  clue_id integer not null references clue (id) on delete cascade,
  person_id integer not null references person (id),
  ordinal integer not null,
  unique (clue_id, person_id)
) strict;
create index clue_person_person on clue_person (person_id);

create table clue_return (
  id integer primary key,
  clue_id integer not null references clue (id) on delete cascade,
  returned_on text not null,
  returned_by text not null,
  reason text not null
) strict;
create index clue_return_clue on clue_return (clue_id, returned_on);
