-- Reforms of the tree of grids, with what became of what, and the names that units had before.

create table reform (
  id integer primary key,
  kind text not null,
  effective_on text not null,
  document text not null,
  note text not null,
  title text not null
) strict;
create index reform_day on reform (effective_on, id);

-- A grid that begins has no from_grid, one that ends without a successor has no to_grid.
create table lineage (
  id integer primary key,
  reform_id integer not null references reform (id),
  from_grid integer references grid (id),
  to_grid integer references grid (id),
  check (from_grid is not null or to_grid is not null)
) strict;
create index lineage_reform on lineage (reform_id);
create index lineage_from on lineage (from_grid) where from_grid is not null;
create index lineage_to on lineage (to_grid) where to_grid is not null;

-- The unit's row carries its present name; until is the first day a former one no longer held.
create table former_unit_name (
  id integer primary key,
  unit_id integer not null references unit (id),
  until text not null,
  name text not null,
  full_name text not null,
  document text not null,
  unique (unit_id, until)
) strict;
