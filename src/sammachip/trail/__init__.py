"""Events and notices. Rooms write `from sammachip.trail import actions as trail`, then `trail.log`, `trail.notify`."""
