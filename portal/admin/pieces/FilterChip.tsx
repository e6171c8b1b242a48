import {
  Button,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
  makeStyles,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  shorthands,
  tokens,
} from "@fluentui/react-components";
import { ChevronDown12Regular } from "@fluentui/react-icons";
import { useEffect, useRef } from "react";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  unset: {
    ...shorthands.borderStyle("dashed"),
    height: "32px",
    minWidth: "auto",
    paddingInline: "12px",
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
  },
  // A long list is scrolled within the window.
  popover: { maxHeight: "min(60vh, 440px)", overflowY: "auto" },
  chevron: { marginInlineStart: "6px", display: "inline-flex" },
});

interface FilterChipProps<Value extends string> {
  label: string;
  options: readonly Value[];
  textOf: (value: Value) => string;
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}

/** One filter: its name while it is open to all, its value and a way to remove it once it is set. */
export function FilterChip<Value extends string>(props: FilterChipProps<Value>) {
  const { label, options, textOf, value, onChange } = props;
  const { t, rich } = useTexts();
  const styles = useStyles();
  const trigger = useRef<HTMLButtonElement>(null);
  const removed = useRef(false);

  useEffect(() => {
    if (value ?? !removed.current) return;
    removed.current = false;
    trigger.current?.focus();
  }, [value]);

  const chevron = (
    <span className={styles.chevron}>
      <ChevronDown12Regular />
    </span>
  );
  return (
    <Menu
      checkedValues={{ [label]: [value ?? ""] }}
      onCheckedValueChange={(_, data) => onChange(options.find((one) => one === data.checkedItems[0]))}
    >
      {value === undefined ? (
        <MenuTrigger disableButtonEnhancement>
          <Button ref={trigger} shape="circular" className={styles.unset}>
            {label}
            {chevron}
          </Button>
        </MenuTrigger>
      ) : (
        <InteractionTag shape="circular" appearance="brand">
          <MenuTrigger disableButtonEnhancement>
            <InteractionTagPrimary hasSecondaryAction>
              {rich("people.filter.set", { filter: label, value: textOf(value) })}
              {chevron}
            </InteractionTagPrimary>
          </MenuTrigger>
          <InteractionTagSecondary
            aria-label={t("people.filter.remove", { filter: label })}
            onClick={() => {
              removed.current = true;
              onChange(undefined);
            }}
          />
        </InteractionTag>
      )}
      <MenuPopover className={styles.popover}>
        <MenuList>
          <MenuItemRadio name={label} value="">
            {t("people.filter.any")}
          </MenuItemRadio>
          {options.map((one) => (
            <MenuItemRadio key={one} name={label} value={one}>
              {textOf(one)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
