-- At which times of the week a standing instruction may be used, by the clock on the wall in the United Kingdom, as in
-- "MON,TUE 06:00-20:00; SAT 08:00-12:00"; null for any time. Like the rest of an instruction it never changes.
alter table wayleave.instruction add column schedule text check (length(schedule) <= 500 and schedule ~
    '^[A-Z]{3}(,[A-Z]{3}){0,6} [0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9](; [A-Z]{3}(,[A-Z]{3}){0,6} [0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9])*$');
alter table wayleave.instruction add constraint instruction_schedule_of_standing check (schedule is null or kind = 'STANDING');
