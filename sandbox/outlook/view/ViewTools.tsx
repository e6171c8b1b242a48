import {
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
  ToolbarRadioButton,
  ToolbarRadioGroup,
} from "@fluentui/react-components";
import {
  ArrowClockwise20Regular,
  Desktop20Regular,
  WeatherMoon20Regular,
  WeatherSunny20Regular,
} from "@fluentui/react-icons";
import type { Appearance } from "../client/person-memory.ts";
import { useClient, useClientState } from "./use-client.ts";

/** The ribbon's second tab. */
export function ViewTools() {
  const client = useClient();
  const { appearance } = useClientState();
  return (
    <Toolbar
      aria-label="View"
      style={{ padding: 0, gap: "2px" }}
      checkedValues={{ appearance: [appearance] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const [chosen] = checkedItems;
        if (chosen) client.setAppearance(chosen as Appearance);
      }}
    >
      <ToolbarButton icon={<ArrowClockwise20Regular />} onClick={() => void client.load()}>
        Refresh
      </ToolbarButton>
      <ToolbarDivider />
      <ToolbarRadioGroup aria-label="Colours">
        <ToolbarRadioButton name="appearance" value="system" icon={<Desktop20Regular />}>
          Like the system
        </ToolbarRadioButton>
        <ToolbarRadioButton name="appearance" value="light" icon={<WeatherSunny20Regular />}>
          Light
        </ToolbarRadioButton>
        <ToolbarRadioButton name="appearance" value="dark" icon={<WeatherMoon20Regular />}>
          Dark
        </ToolbarRadioButton>
      </ToolbarRadioGroup>
    </Toolbar>
  );
}
