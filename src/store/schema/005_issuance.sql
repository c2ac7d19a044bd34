-- 登记印发: which sheet of which grid was issued, as of which day, so that the next one can be compared with it.

create table issuance (
  id integer primary key,
  sheet text not null,
  grid_id integer not null references grid (id),
  as_of text not null,
  issued_on text not null,
  document text not null,
  note text not null,
  check (as_of <= issued_on)
) strict;
create index issuance_sheet on issuance (sheet, grid_id, as_of);
create index issuance_issued on issuance (issued_on);
