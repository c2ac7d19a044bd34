-- 核对提示: what a person found when looking at one. Hints themselves are read from the records, never stored.

create table hint_judgement (
  id integer primary key,
  -- Kind and records, as the program writes them; the hint is found again by it.
  key text not null unique,
  kind text not null,
  verdict text not null,
  note text not null,
  judged_on text not null,
  judged_by text not null
) strict;

-- Photos by content, and the patrols that have photos with a time or a place.
create index attachment_digest on attachment (digest, patrol_id);
create index track_photo on track (patrol_id) where kind = 'photo';
