import {
  Button,
  Field,
  Input,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  makeStyles,
} from "@fluentui/react-components";
import { CalendarClock20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { fieldValue } from "../words.ts";

const useStyles = makeStyles({ form: { display: "grid", gap: "12px", width: "240px" } });

interface Props {
  time: Date;
  disabled: boolean;
  /** An instant with its offset, as the call wants it. */
  onPick: (moment: string) => void;
}

/** Asks for any moment. The clock jumps there: what was due in between is done late, as after an outage. */
export function PickMoment({ time, disabled, onPick }: Props) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const [value, setValue] = useState("");
  const moment = new Date(value);
  const valid = !Number.isNaN(moment.getTime());
  return (
    <Popover
      open={open}
      trapFocus
      onOpenChange={(_event, data) => {
        setOpen(data.open);
        setValue(fieldValue(time));
      }}
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<CalendarClock20Regular />}
          disabledFocusable={disabled}
        >
          Pick a moment
        </Button>
      </PopoverTrigger>
      <PopoverSurface>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!valid) return;
            setOpen(false);
            onPick(moment.toISOString());
          }}
        >
          <Field label="Day and time" hint="The clock jumps there, as after an outage.">
            <Input type="datetime-local" value={value} onChange={(_event, data) => setValue(data.value)} />
          </Field>
          <Button type="submit" appearance="primary" disabled={!valid}>
            Set the clock
          </Button>
        </form>
      </PopoverSurface>
    </Popover>
  );
}
