-- What patrols say, each wording once: most walks are told in the same few words, so that looking for words reads some
-- thousand phrases instead of every patrol of ten years. Kept by triggers, never by hand; nothing here is a fact of its
-- own, so it is not logged.

create table phrase (
  id integer primary key,
  text text not null unique,
  -- How many patrols say so.
  uses integer not null
) strict;

create table patrol_phrase (
  patrol_id integer primary key,
  phrase_id integer not null references phrase (id)
) strict;
create index patrol_phrase_phrase on patrol_phrase (phrase_id, patrol_id);

create trigger phrase_of_new_patrol after insert on patrol
when new.found <> '' or new.action <> '' or new.note <> '' begin
  insert into phrase (text, uses) values (new.found || char(10) || new.action || char(10) || new.note, 1)
    on conflict (text) do update set uses = uses + 1;
  insert into patrol_phrase (patrol_id, phrase_id)
    select new.id, id from phrase where text = new.found || char(10) || new.action || char(10) || new.note;
end;

create trigger phrase_of_old_patrol before delete on patrol begin
  update phrase set uses = uses - 1 where id = (select phrase_id from patrol_phrase where patrol_id = old.id);
  delete from patrol_phrase where patrol_id = old.id;
  delete from phrase
    where uses = 0 and text = old.found || char(10) || old.action || char(10) || old.note;
end;

create trigger phrase_of_changed_patrol after update of id, found, action, note on patrol
when (old.id, old.found, old.action, old.note) <> (new.id, new.found, new.action, new.note) begin
  update phrase set uses = uses - 1 where id = (select phrase_id from patrol_phrase where patrol_id = old.id);
  delete from patrol_phrase where patrol_id = old.id;
  delete from phrase
    where uses = 0 and text = old.found || char(10) || old.action || char(10) || old.note;
  insert into phrase (text, uses)
    select new.found || char(10) || new.action || char(10) || new.note, 1
    where new.found <> '' or new.action <> '' or new.note <> ''
    on conflict (text) do update set uses = uses + 1;
  insert into patrol_phrase (patrol_id, phrase_id)
    select new.id, id from phrase where text = new.found || char(10) || new.action || char(10) || new.note;
end;

insert into phrase (text, uses)
  select found || char(10) || action || char(10) || note, count(*) from patrol
  where found <> '' or action <> '' or note <> '' group by 1;
insert into patrol_phrase (patrol_id, phrase_id)
  select p.id, f.id from patrol p join phrase f on f.text = p.found || char(10) || p.action || char(10) || p.note;

-- A kind is counted along its own entries; the few patrols that found something stand apart.
create index patrol_kind on patrol (kind, date, id, finding, grid_id);
create index patrol_problem on patrol (date, id, kind, grid_id) where finding = 'problem';
