import { createBrowserRouter } from "react-router";
import { AuditPage } from "./audit/AuditPage.tsx";
import { CheckPage } from "./check/CheckPage.tsx";
import { BrokenPage } from "./frame/BrokenPage.tsx";
import { Frame } from "./frame/Frame.tsx";
import { NotFoundPage } from "./frame/NotFoundPage.tsx";
import { RoleGate, StartPage } from "./frame/RoleGate.tsx";
import { SessionGate } from "./frame/SessionGate.tsx";
import { JoiningPage } from "./joining/JoiningPage.tsx";
import { MailPage } from "./mail/MailPage.tsx";
import { OverviewPage } from "./overview/OverviewPage.tsx";
import { PeoplePage } from "./people/PeoplePage.tsx";
import { PersonPage } from "./person/PersonPage.tsx";
import { ProgrammesPage } from "./programme/ProgrammesPage.tsx";
import { ReportPage } from "./reports/ReportPage.tsx";
import { ReportsPage } from "./reports/ReportsPage.tsx";
import { RolesPage } from "./roles/RolesPage.tsx";
import { SettingsPage } from "./settings/SettingsPage.tsx";
import { StructurePage } from "./structure/StructurePage.tsx";
import { TokensPage } from "./tokens/TokensPage.tsx";

export const router = createBrowserRouter(
  [
    {
      path: "/",
      element: (
        <SessionGate>
          <Frame />
        </SessionGate>
      ),
      errorElement: <BrokenPage />,
      children: [
        { index: true, element: <StartPage /> },
        {
          element: <RoleGate />,
          errorElement: <BrokenPage />,
          children: [
            { path: "overview", element: <OverviewPage /> },
            { path: "people", element: <PeoplePage /> },
            { path: "people/:id", element: <PersonPage /> },
            { path: "mail", element: <MailPage /> },
            { path: "reports", element: <ReportsPage /> },
            { path: "reports/:id", element: <ReportPage /> },
            { path: "joining", element: <JoiningPage /> },
            { path: "settings", element: <SettingsPage /> },
            { path: "structure", element: <StructurePage /> },
            { path: "programmes", element: <ProgrammesPage /> },
            { path: "check", element: <CheckPage /> },
            { path: "audit", element: <AuditPage /> },
            { path: "roles", element: <RolesPage /> },
            { path: "tokens", element: <TokensPage /> },
            { path: "*", element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ],
  { basename: "/portal" },
);
