-- Tracks, points and photo places of patrols, and how the columns of a source's spreadsheets are read.

-- Times are Beijing time. The shape is text of ten-millionths of a degree CGCS2000; a photo may have none. The digest names
-- the file it came from, by which a file is recognised when it comes again.
create table track (
  id integer primary key,
  patrol_id integer not null references patrol (id) on delete cascade,
  kind text not null,
  name text not null,
  started text,
  ended text,
  metres integer not null,
  shape text not null,
  system text,
  device text not null,
  digest text not null,
  taken_on text not null,
  taken_by text not null
) strict;
create index track_patrol on track (patrol_id, started);
create index track_digest on track (digest);

create table field_source (
  id integer primary key,
  kind text not null,
  name text not null,
  mapping text not null,
  unique (kind, name)
) strict;
