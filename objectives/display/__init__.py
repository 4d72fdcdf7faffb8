"""What pages are given to show: one dataclass per component, with values already formatted."""
