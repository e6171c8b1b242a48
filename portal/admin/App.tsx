import { AriaLiveAnnouncer, FluentProvider } from "@fluentui/react-components";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router/dom";
import { darkTheme, drawingVariables, lightTheme } from "../../ui/theme.ts";
import { queryClient } from "./api.ts";
import { useGlobalStyles, usePrefersDark } from "./look.ts";
import { router } from "./routes.tsx";
import { TextProvider } from "./TextProvider.tsx";

/** The whole portal: theme, texts, data, routes. */
export function App() {
  const dark = usePrefersDark();
  useGlobalStyles();
  const variables = { ...drawingVariables(dark), "--fc-ground": dark ? "#141A1C" : "#F2F6F7" };
  return (
    <FluentProvider
      theme={dark ? darkTheme : lightTheme}
      style={{ ...variables, colorScheme: dark ? "dark" : "light", height: "100%" }}
    >
      <QueryClientProvider client={queryClient}>
        <TextProvider>
          <AriaLiveAnnouncer>
            <RouterProvider router={router} />
          </AriaLiveAnnouncer>
        </TextProvider>
      </QueryClientProvider>
    </FluentProvider>
  );
}
