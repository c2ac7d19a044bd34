-- 巡田制度: who patrols how often, and what is waived.

-- Without times and per the frequency is 未规定. months: bit 0 is January; 4095 the whole year.
create table patrol_rule (
  id integer primary key,
  level text not null,
  role text not null,
  grid_id integer references grid (id),
  times integer check (times > 0),
  per text,
  months integer not null check (months between 1 and 4095),
  way text not null,
  valid_from text not null,
  valid_to text,
  document text not null,
  suggestion text not null,
  note text not null,
  check ((times is null) = (per is null)),
  check (valid_to is null or valid_from < valid_to)
) strict;
create index patrol_rule_role on patrol_rule (level, role, valid_from);
create index patrol_rule_grid on patrol_rule (grid_id) where grid_id is not null;

-- 免巡: of a grid with everything below it, of a person, or of a person in a grid.
create table patrol_waiver (
  id integer primary key,
  grid_id integer references grid (id),
  person_id integer references person (id),
  valid_from text not null,
  valid_to text not null,
  reason text not null,
  document text not null,
  check (grid_id is not null or person_id is not null),
  check (valid_from < valid_to)
) strict;
create index patrol_waiver_from on patrol_waiver (valid_from);
create index patrol_waiver_grid on patrol_waiver (grid_id) where grid_id is not null;
create index patrol_waiver_person on patrol_waiver (person_id) where person_id is not null;

-- What was walked where and when in a stretch of time is read from this index alone. It holds every row; the condition
-- keeps it out of the ledger's way, which walks its own.
create index patrol_walk on patrol (date, id, grid_id, group_id, recorded_on) where recorded_on > '';
