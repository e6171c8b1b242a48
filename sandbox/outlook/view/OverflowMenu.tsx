import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  useIsOverflowItemVisible,
  useOverflowMenu,
} from "@fluentui/react-components";
import { MoreHorizontal20Regular } from "@fluentui/react-icons";
import { MoveItems } from "./MoveMenu.tsx";
import type { Command } from "./use-commands.tsx";

interface Props {
  commands: Command[];
  /** Id of the overflow item that moves mails, if it can be hidden. */
  withMove?: string;
}

/** Whatever found no room on the ribbon, behind three dots; `always` shows the commands as they are. */
export function OverflowMenu({ always, ...props }: Props & { always?: boolean }) {
  return always ? <Dots items={<AllItems {...props} />} /> : <HiddenOnes {...props} />;
}

function HiddenOnes({ commands, withMove }: Props) {
  const { ref, isOverflowing } = useOverflowMenu<HTMLButtonElement>();
  if (!isOverflowing) return null;
  const items = commands.map((command) => <HiddenItem key={command.key} command={command} />);
  return (
    <Dots
      buttonRef={ref}
      items={
        <>
          {items}
          {withMove && <HiddenMove id={withMove} />}
        </>
      }
    />
  );
}

function Dots({ items, buttonRef }: { items: React.ReactNode; buttonRef?: React.Ref<HTMLButtonElement> }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button ref={buttonRef} appearance="subtle" aria-label="More" icon={<MoreHorizontal20Regular />} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>{items}</MenuList>
      </MenuPopover>
    </Menu>
  );
}

const Item = ({ command }: { command: Command }) => (
  <MenuItem icon={command.icon} disabled={command.disabled} onClick={command.run}>
    {command.label}
  </MenuItem>
);

function HiddenItem({ command }: { command: Command }) {
  return useIsOverflowItemVisible(command.key) ? null : <Item command={command} />;
}

function HiddenMove({ id }: { id: string }) {
  return useIsOverflowItemVisible(id) ? null : <MoveGroup />;
}

const AllItems = ({ commands }: Props) => (
  <>
    {commands.map((command) => (
      <Item key={command.key} command={command} />
    ))}
    <MoveGroup />
  </>
);

const MoveGroup = () => (
  <>
    <MenuDivider />
    <MenuGroup>
      <MenuGroupHeader>Move to</MenuGroupHeader>
      <MoveItems />
    </MenuGroup>
  </>
);
