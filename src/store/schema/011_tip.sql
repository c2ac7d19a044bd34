-- 群众举报: what was reported and what became of it; who reported it stands apart, is not logged and is never printed.

create table tip (
  id integer primary key,
  number text not null unique,
  received_on text not null,
  received_at text,
  channel text not null,
  -- The work order of the 12345 hotline.
  order_number text not null,
  grid_id integer references grid (id),
  group_id integer references grid (id),
  spot text not null,
  kind text,
  content text not null,
  anonymous integer not null check (anonymous in (0, 1)),
  note text not null,
  recorded_on text not null,
  recorded_by text not null,
  verdict text,
  verified_on text,
  verifier_id integer references person (id),
  verified_text text not null,
  verified_document text not null,
  answered_on text,
  answer_way text not null,
  answer_text text not null,
  check ((verdict is null) = (verified_on is null))
) strict;
create index tip_ledger on tip (received_on, id);
create index tip_grid on tip (grid_id, received_on) where grid_id is not null;

-- Sealed: no log, no export, no print; read only through a look that is logged. It stays when its tip is taken back.
create table tip_identity (
  tip_id integer primary key,
  name text not null,
  phone text not null,
  address text not null,
  note text not null
) strict;

-- Every time somebody wrote or read the identity of a reporter.
create table identity_look (
  id integer primary key,
  tip_id integer not null references tip (id),
  act text not null check (act in ('written', 'read')),
  looked_on text not null,
  operator text not null,
  reason text not null
) strict;
create index identity_look_tip on identity_look (tip_id);

-- Rewards by code, without names.
create table tip_reward (
  id integer primary key,
  tip_id integer not null unique references tip (id),
  code text not null unique,
  -- 分.
  amount integer not null check (amount > 0),
  granted_on text not null,
  paid_on text,
  document text not null,
  note text not null
) strict;
