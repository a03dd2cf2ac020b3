import { createBrowserRouter, Navigate } from "react-router";
import { Broken } from "./Broken";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";

/**
 * The addresses. Each page is a module of its own, loaded when it is first shown, which exports `Component`.
 * The pages of a class are at its plural: `/deals`, `/deals/new`, `/deals/ID`.
 */
export const router = createBrowserRouter([
  { path: "/sign-in", lazy: () => import("./SignIn"), ErrorBoundary: Broken, HydrateFallback: () => null },
  { path: "/sign-up", lazy: () => import("./SignUp"), ErrorBoundary: Broken, HydrateFallback: () => null },
  {
    path: "/",
    Component: Shell,
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: Broken,
        children: [
          { index: true, element: <Navigate to="/pipeline" replace /> },
          { path: "pipeline", lazy: () => import("../board/BoardPage") },
          { path: "today", lazy: () => import("../today/TodayPage") },
          { path: "reports", lazy: () => import("../reports/ReportsPage") },
          { path: "search", lazy: () => import("../search/SearchPage") },
          { path: "transfer/*", lazy: () => import("../transfer/TransferPage") },
          { path: "admin/*", lazy: () => import("../admin/AdminPage") },
          { path: ":plural", lazy: () => import("../records/ListPage") },
          { path: ":plural/new", lazy: () => import("../records/NewPage") },
          { path: ":plural/:id", lazy: () => import("../records/RecordPage") },
          { path: "*", Component: NotFound },
        ],
      },
    ],
  },
]);
