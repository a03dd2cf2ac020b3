/** Lines on a ground of 24 by 24. */
const PATHS = {
  pipeline: "M4 5h4v14H4zM10 5h4v9h-4zM16 5h4v6h-4z",
  today:
    "M7 3v3M17 3v3M4 9h16M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM9 14l2 2 4-4",
  company:
    "M4 20V5a1 1 0 0 1 1-1h8a1 1 0 0 1 1 1v15M14 9h5a1 1 0 0 1 1 1v10M2 20h20M8 8h2M8 12h2M8 16h2M17 13h0M17 16h0",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20.500c.6-3.600 3.900-5.500 8-5.500s7.400 1.900 8 5.500",
  deal: "M12 3l7.500 4.300v9.400L12 21l-7.500-4.300V7.300zM12 12l7.500-4.500M12 12v9M12 12L4.500 7.500",
  activity: "M3 12h4l3-8 4 16 3-8h4",
  record: "M6 3h8l5 5v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM14 3v5h5",
  reports: "M4 20V4M4 20h16M8 16v-4M12.500 16V8M17 16v-6",
  transfer: "M8 4v13M8 4L4.500 7.500M8 4l3.500 3.500M16 20V7M16 20l-3.500-3.500M16 20l3.500-3.500",
  admin:
    "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM19.400 13.500l1.400 1.100-1.900 3.300-1.700-.6-2.100 1.200-.3 1.800h-3.700l-.3-1.800-2.100-1.200-1.700.6-1.900-3.300 1.400-1.100v-2.900L3.200 9.500l1.900-3.300 1.700.6 2.100-1.200.3-1.800h3.700l.3 1.800 2.100 1.200 1.700-.6 1.900 3.300-1.400 1.100z",
  search: "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500L20 20",
  chat: "M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7l-4.500 4v-4H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  check: "M5 12.500l4.500 4.500L19 7.500",
  down: "M6 9.500l6 6 6-6",
  up: "M6 14.500l6-6 6 6",
  right: "M9.500 6l6 6-6 6",
  left: "M14.500 6l-6 6 6 6",
  more: "M5.500 12h.01M12 12h.01M18.500 12h.01",
  trash: "M5 7h14M10 4h4M7 7l.8 12.100a1 1 0 0 0 1 .9h6.400a1 1 0 0 0 1-.9L17 7M10 11v5M14 11v5",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  filter: "M4 6h16M7 12h10M10 18h4",
  undo: "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3",
  link: "M9.500 14.500l5-5M8 11l-2.500 2.500a3.500 3.500 0 0 0 5 5L13 16M16 13l2.500-2.500a3.500 3.500 0 0 0-5-5L11 8",
  warning: "M12 4l9 16H3zM12 10v4.500M12 17.500v.01",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.500M12 7.500v.01",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.500l3.500 2",
  call: "M6 4h3.500l1.500 4.500-2 1.500a12 12 0 0 0 5 5l1.500-2 4.500 1.500V18a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z",
  email: "M4 6h16v12H4zM4 7l8 6 8-6",
  meeting:
    "M8.500 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c.3-3 2.500-5 5.500-5s5.200 2 5.500 5M15.500 5.300a3 3 0 0 1 0 5.400M17 14.300c2.300.5 3.800 2.300 4 4.700",
  note: "M5 4h14v11l-5 5H5zM14 20v-5h5M8.500 9h7M8.500 12.500h4",
  task: "M5 5h14v14H5zM8.500 12l2.500 2.500 4.500-5",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  leave: "M10 4H5a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h5M15 8l4 4-4 4M19 12H9",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7 7h10v10H7z",
  download: "M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 20h14",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  expand: "M8 7l-5 5 5 5M16 7l5 5-5 5M3 12h18",
  upload: "M12 16V5M7.500 9L12 4.500 16.500 9M5 20h14",
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside words; who cannot see it misses nothing. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.5 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
