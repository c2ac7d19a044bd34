-- 指派专人 (R042): whom a 副总监管人 sends to guide the grids of level 2 and 3; no grid means all that answer to them.
create table delegate (
  id integer primary key,
  duty_id integer not null references duty (id),
  grid_id integer references grid (id),
  person_id integer not null references person (id),
  valid_from text not null,
  valid_to text,
  document text not null,
  check (valid_to is null or valid_from < valid_to)
) strict;
create index delegate_duty on delegate (duty_id);
create index delegate_grid on delegate (grid_id) where grid_id is not null;
create index delegate_person on delegate (person_id);
