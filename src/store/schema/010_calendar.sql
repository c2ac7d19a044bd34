-- The working calendar, what 网格员 report every month, and the hearings of reports.

-- 放假、调休: days entered here come before those that ship with the program.
create table holiday (
  id integer primary key,
  day text not null unique,
  worked integer not null check (worked in (0, 1)),
  name text not null,
  document text not null,
  -- The year whose notice names the day; 31 December may belong to the next one.
  year integer not null
) strict;
create index holiday_year on holiday (year, day);

-- From which month on the monthly reports are due on which day of the month after.
create table monthly_due (
  id integer primary key,
  month text not null unique check (month like '____-__-01'),
  day integer not null check (day between 1 and 28),
  basis text not null
) strict;

create table monthly_report (
  id integer primary key,
  person_id integer not null references person (id),
  -- The village or community it is handed to.
  grid_id integer not null references grid (id),
  -- The first day of the month it speaks of.
  month text not null check (month like '____-__-01'),
  submitted_on text not null,
  receiver_id integer references person (id),
  -- 无问题.
  nil integer not null check (nil in (0, 1)),
  -- Counts as the ledgers stood when it was handed in: patrols by kind, days, patrols with findings, problems.
  routine integer not null,
  field integer not null,
  inspection integer not null,
  joint integer not null,
  guidance integer not null,
  special integer not null,
  days integer not null,
  findings integer not null,
  problems integer not null,
  patrolled text not null,
  found text not null,
  publicity text not null,
  signs text not null,
  other text not null,
  unique (person_id, grid_id, month)
) strict;
create index monthly_report_month on monthly_report (month, grid_id);
create index monthly_report_grid on monthly_report (grid_id);
create index monthly_report_receiver on monthly_report (receiver_id);

create table hearing (
  id integer primary key,
  grid_id integer not null references grid (id),
  held_on text not null,
  place text not null,
  matters text not null,
  decisions text not null,
  follow_up text not null,
  note text not null
) strict;
create index hearing_grid on hearing (grid_id, held_on);
create index hearing_held on hearing (held_on);

create table hearing_person (
  id integer primary key,
  hearing_id integer not null references hearing (id) on delete cascade,
  person_id integer not null references person (id),
  -- hears or reports
  part text not null check (part in ('hears', 'reports')),
  ordinal integer not null,
  unique (hearing_id, part, person_id)
) strict;
create index hearing_person_person on hearing_person (person_id);
