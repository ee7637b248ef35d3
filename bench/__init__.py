"""What is promised about speed, measured as ratios side by side in one run: machines differ, ratios hardly."""
