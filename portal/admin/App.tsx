import { AriaLiveAnnouncer, FluentProvider } from "@fluentui/react-components";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router/dom";
import { darkTheme, drawingVariables, lightTheme } from "../../ui/theme.ts";
import { queryClient } from "./api.ts";
import { useGlobalStyles, useGround, usePrefersDark } from "./look.ts";
import { router } from "./routes.tsx";
import { TextProvider } from "./TextProvider.tsx";

/** The whole portal: theme, texts, data, routes. */
export function App() {
  const dark = usePrefersDark();
  useGlobalStyles();
  useGround(dark);
  return (
    <FluentProvider
      theme={dark ? darkTheme : lightTheme}
      style={{ ...drawingVariables(dark), colorScheme: dark ? "dark" : "light", height: "100%" }}
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
