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

-- What problems and their steps say, in one place for each problem, kept by triggers as phrases are.
create table problem_text (
  problem_id integer primary key,
  text text not null
) strict;

create trigger text_of_new_problem after insert on problem begin
  insert into problem_text (problem_id, text)
    values (new.id, new.number || char(10) || new.description || char(10) || new.spot || char(10) || new.plot);
end;

create trigger text_of_old_problem before delete on problem begin
  delete from problem_text where problem_id = old.id;
end;

create view problem_words (problem_id, text) as
  select p.id, p.number || char(10) || p.description || char(10) || p.spot || char(10) || p.plot
    || coalesce((select char(10) || group_concat(c.name, char(10)) from problem_concerned c where c.problem_id = p.id), '')
    || coalesce((select char(10) || group_concat(s.text || char(10) || s.document, char(10))
                 from problem_step s where s.problem_id = p.id), '')
  from problem p;

create trigger text_of_changed_problem after update of number, description, spot, plot on problem begin
  update problem_text set text = (select w.text from problem_words w where w.problem_id = new.id)
    where problem_id = new.id;
end;

create trigger text_of_new_step after insert on problem_step when new.text <> '' or new.document <> '' begin
  update problem_text set text = text || char(10) || new.text || char(10) || new.document
    where problem_id = new.problem_id;
end;

create trigger text_of_old_step after delete on problem_step begin
  update problem_text set text = (select w.text from problem_words w where w.problem_id = old.problem_id)
    where problem_id = old.problem_id;
end;

create trigger text_of_new_concerned after insert on problem_concerned begin
  update problem_text set text = text || char(10) || new.name where problem_id = new.problem_id;
end;

create trigger text_of_changed_concerned after update of name on problem_concerned begin
  update problem_text set text = (select w.text from problem_words w where w.problem_id = new.problem_id)
    where problem_id = new.problem_id;
end;

create trigger text_of_old_concerned after delete on problem_concerned begin
  update problem_text set text = (select w.text from problem_words w where w.problem_id = old.problem_id)
    where problem_id = old.problem_id;
end;
